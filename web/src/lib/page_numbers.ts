// Which page links to show.

/** The first and last page, the current one and its neighbours; null stands for a gap of two pages or more. */
export function pageNumbers(current: number, last: number): (number | null)[] {
  const wanted = new Set([1, last, current - 1, current, current + 1]);
  const pages = [...wanted].filter((page) => page >= 1 && page <= last).sort((a, b) => a - b);
  const list: (number | null)[] = [];
  for (const page of pages) {
    const before = list.length > 0 ? (list[list.length - 1] ?? 0) : 0;
    if (page === before + 2) list.push(page - 1);
    else if (page > before + 2) list.push(null);
    list.push(page);
  }
  return list;
}
