// What somebody may do. Pure functions; the server decides, this only hides what it would refuse.
import { roles, type Role, type Session } from './people_api';

/** Before the server has said who calls, nothing is hidden that a new installation's owner may do. */
export function mayAs(session: Session | undefined, role: Role): boolean {
  if (!session || session.is_owner) return true;
  return session.signed_in && roles.indexOf(session.role as Role) >= roles.indexOf(role);
}

/** Where to go after signing in: a path of this app, never another site. */
export function safeReturn(path: string | null): string {
  return path && /^\/(?![/\\])/.test(path) && !path.startsWith('/sign-in') ? path : '/';
}
