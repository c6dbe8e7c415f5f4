import { describe, expect, it } from 'vitest';
import { mayAs, safeReturn } from './people';
import type { Session } from './people_api';

const session = (changes: Partial<Session>): Session => ({
  signed_in: true, is_owner: false, account: 'a', name: 'Lin', role: 'reader', scope: 'admin', has_accounts: true, may_read: true, ...changes,
});

describe('what somebody may do', () => {
  it('follows the order of the roles', () => {
    expect(mayAs(session({ role: 'curator' }), 'contributor')).toBe(true);
    expect(mayAs(session({ role: 'curator' }), 'administrator')).toBe(false);
    expect(mayAs(session({ role: 'reader' }), 'reader')).toBe(true);
  });
  it('is nothing without signing in, and everything for the owner', () => {
    expect(mayAs(session({ signed_in: false, role: 'anonymous' }), 'reader')).toBe(false);
    expect(mayAs(session({ signed_in: false, is_owner: true, role: 'administrator' }), 'administrator')).toBe(true);
    expect(mayAs(undefined, 'administrator')).toBe(true);
  });
});

describe('the way back after signing in', () => {
  it('stays in this app', () => {
    expect(safeReturn('/lessons/a.l1?x=1')).toBe('/lessons/a.l1?x=1');
    for (const path of [null, '', '//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in?back=/']) {
      expect(safeReturn(path)).toBe('/');
    }
  });
});
