/** The names of a text, one a line or between commas of either script. */
export const namesOf = (text: string): string[] => [...new Set(text.split(/[\n,，、;；]/).map((name) => name.trim()).filter((name) => name !== ''))];
