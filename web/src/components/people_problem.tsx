import { useTranslation } from 'react-i18next';
import { ApiError } from '../lib/api';
import { ProblemNotice } from './problem_notice';

const texts = [
  'conflict_name', 'invalid_argument_name', 'invalid_argument_password', 'invalid_argument_role', 'invalid_argument_accounts', 'forbidden_current_password',
  'forbidden_scope', 'invalid_argument_label',
] as const;

/** What is wrong with a form about people, in the reader's language. */
export function PeopleProblem({ error }: { error: Error | null }) {
  const { t } = useTranslation();
  if (!error) return null;
  const problem = error instanceof ApiError ? error.problem : null;
  const text = texts.find((one) => one === `${problem?.code}_${problem?.field}`);
  if (!text) return <ProblemNotice error={error} />;
  return <p className="notice" data-tone="bad" role="alert">{t(`people.problem.${text}`)}</p>;
}
