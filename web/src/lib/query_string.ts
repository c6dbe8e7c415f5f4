// Query strings as the API reads them: values of one parameter are separated by commas, a comma inside a value
// is written %2C. URLSearchParams cannot tell the two apart, hence this pair of functions.

export type QueryValues = Record<string, string[]>;

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}

/** A space is %20, which every reader understands alike; a colon stays readable. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/%3A/gi, ':');
}

/** Splits every value at its bare commas. A leading "?" is allowed; empty values are dropped. */
export function parseQueryString(search: string): QueryValues {
  const values: QueryValues = {};
  for (const part of search.replace(/^\?/, '').split('&')) {
    const equals = part.indexOf('=');
    if (equals <= 0) continue;
    const name = decode(part.slice(0, equals));
    const list = part.slice(equals + 1).split(',').map(decode).filter((value) => value !== '');
    if (list.length > 0) values[name] = [...(values[name] ?? []), ...list];
  }
  return values;
}

/** The opposite of parseQueryString, without a leading "?". Names keep the order of the object. */
export function formatQueryString(values: Record<string, string | string[] | undefined>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const list = (Array.isArray(value) ? value : [value ?? '']).filter((item) => item !== '');
    if (list.length > 0) parts.push(`${encode(name)}=${list.map(encode).join(',')}`);
  }
  return parts.join('&');
}
