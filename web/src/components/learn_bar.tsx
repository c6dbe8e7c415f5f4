// Below a page that was opened as a step of a learning path: done with it, and back.
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router-dom';
import { useMarkStep } from '../pages/learn/use_learn';
import { ProblemNotice } from './problem_notice';

type Learning = { path: string; step: string };

function learningOf(state: unknown): Learning | null {
  const learning = (state as { learning?: Partial<Learning> } | null)?.learning;
  return typeof learning?.path === 'string' && typeof learning.step === 'string' ? { path: learning.path, step: learning.step } : null;
}

function Bar({ path, step }: Learning) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mark = useMarkStep(path);
  const back = `/learn/${encodeURIComponent(path)}`;
  return (
    <div className="learn-bar">
      {mark.error && <ProblemNotice error={mark.error} />}
      <Button onClick={() => mark.mutate({ step, done: true }, { onSuccess: () => void navigate(back) })} disabled={mark.isPending}>
        {t('learn.done_and_back')}
      </Button>
      <Link to={back}>{t('learn.back_to_path')}</Link>
    </div>
  );
}

export function LearnBar() {
  const { state } = useLocation();
  const learning = learningOf(state);
  return learning && <Bar {...learning} />;
}
