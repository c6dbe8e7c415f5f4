const documentId = /^[0-9a-v]{13}$/;
const lessonId = /^[0-9a-v]{13}\.l[0-9a-z]+$/;

/** The page of what an audit record changed; undefined for what has none, as settings and questions. */
export function pathOfTarget(target: string): string | undefined {
  if (lessonId.test(target)) return `/lessons/${target}`;
  return documentId.test(target) ? `/documents/${target}` : undefined;
}
