// Puts a completion into what was typed: it replaces the part of the text that it completes.

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/** The query after choosing a completion. What was typed before the completed part stays. */
export function completeQuery(typed: string, completion: string): string {
  const text = typed.trimEnd();
  const target = fold(completion);
  // The longest end of the text that starts the completion. Word by word for spaced scripts; Chinese has no
  // spaces, so any position counts where the script is Han.
  for (let start = 0; start < text.length; start += 1) {
    const before = text[start - 1];
    const boundary = start === 0 || before === ' ' || before === '"' || before === '(' || /\p{Script=Han}/u.test(text[start] ?? '');
    if (boundary && target.startsWith(fold(text.slice(start)))) return text.slice(0, start) + completion;
  }
  return completion;
}
