import { useTranslation } from 'react-i18next';

/** How much of a path is done, in words beside the bar. */
export function StepMeter({ done, steps }: { done: number; steps: number }) {
  const { t } = useTranslation();
  const text = t('learn.done_of', { done, total: steps });
  return (
    <p className="step-meter">
      <progress value={done} max={Math.max(steps, 1)} aria-label={text} />
      <span className="small">{text}</span>
    </p>
  );
}
