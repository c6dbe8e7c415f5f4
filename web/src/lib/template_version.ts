// Versions of templates: numbers joined by dots.

const partsOf = (version: string): number[] | null =>
  (/^\d{1,9}(\.\d{1,9}){0,3}$/.test(version) ? version.split('.').map(Number) : null);

/** -1, 0 or 1 as the first is lower, the same or higher; "1.2" is 1.2.0. null when one of them is no version. */
export function compareVersions(one: string, other: string): number | null {
  const [a, b] = [partsOf(one), partsOf(other)];
  if (!a || !b) return null;
  for (let i = 0; i < Math.max(a.length, b.length); i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

export const steps = ['correction', 'addition', 'edition'] as const;
export type Step = (typeof steps)[number];

/** What comes after a version: 1.2.3 → 1.2.4, 1.3.0 or 2.0.0. */
export function nextVersion(version: string, step: Step): string {
  const [major = 1, minor = 0, patch = 0] = partsOf(version) ?? [0];
  if (step === 'edition') return `${major + 1}.0.0`;
  return step === 'addition' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
