// How far copies drifted, and how that is shown. Without DOM.
import type { CopyCounts, CopyState } from './template_api';

export const copyStates = ['behind_changed', 'behind', 'changed', 'current', 'unknown'] as const satisfies readonly CopyState[];

export const stateTones: Record<CopyState, string> = {
  current: 'good', changed: 'blue', behind: 'warm', behind_changed: 'bad', unknown: 'outline',
};

/** Of an older version, whether their text was touched or not. */
export const behindOf = (copies: CopyCounts) => copies.behind + copies.behind_changed;

export const isBehind = (state: CopyState) => state === 'behind' || state === 'behind_changed';
