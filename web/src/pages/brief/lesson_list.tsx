import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router-dom';
import { useNames } from '../../components/use_names';
import { useTaxonomy } from '../../components/use_taxonomy';
import { groupLessons, inOrder } from '../../lib/brief_view';
import type { DecisionQueue, QueueState } from '../../lib/decision_queue';
import type { Brief } from '../../lib/kickoff_api';
import { AnswerNotices } from './answer_notices';
import { BriefLessonCard } from './brief_lesson';
import { acceptedAnswer } from './lesson_answer';
import { useLessonKeys, type LessonAction } from './use_lesson_keys';

type Props = { brief: Brief; queue: DecisionQueue; state: QueueState };

function useAnswers({ brief, queue }: Props) {
  const navigate = useNavigate();
  const [rejecting, setRejecting] = useState<string | null>(null);
  const act = (id: string, action: LessonAction) => {
    const item = brief.lessons.find(({ lesson }) => lesson.id === id);
    if (!item) return;
    setRejecting(action === 'reject' && rejecting !== id ? id : null);
    if (action === 'open') navigate(`/lessons/${encodeURIComponent(id)}`);
    if (action === 'accept' && item.decision !== 'accepted') queue.decide(id, acceptedAnswer());
    if (action === 'later' && item.decision !== 'later') queue.decide(id, { decision: 'later', note: '', followUp: '' });
    if (action === 'undo' && item.decision !== 'open') queue.decide(id, { decision: 'open', note: '', followUp: '' });
  };
  return { rejecting, setRejecting, act };
}

const keyHelp = [['j', 'k'], ['a'], ['r'], ['l'], ['u'], ['o']] as const;

/** The keys, always in sight. */
function KeyHelp() {
  const { t } = useTranslation();
  const texts = ['move', 'accept', 'reject', 'later', 'undo', 'open'] as const;
  return (
    <p className="key-help small" id="key-help">
      <span className="dim">{t('brief.keys_lead')}</span>
      {keyHelp.map((keys, index) => (
        <span key={keys[0]}>{keys.map((key) => <kbd key={key}>{key}</kbd>)} {t(`brief.key.${texts[index] ?? 'open'}`)}</span>
      ))}
    </p>
  );
}

/** The lessons by phase and risk, with the answers. */
export function LessonList(props: Props) {
  const { t } = useTranslation();
  const names = useNames();
  const taxonomy = useTaxonomy();
  const { brief, queue, state } = props;
  const groups = groupLessons(brief.lessons, (taxonomy?.phases ?? []).map(({ id }) => id));
  const { rejecting, setRejecting, act } = useAnswers(props);
  const keys = useLessonKeys(inOrder(groups).map(({ lesson }) => lesson.id), act);
  const closeForm = (id: string) => {
    setRejecting(null);
    keys.focus(id);
  };
  return (
    <section aria-labelledby="lessons-heading" className="brief-lessons" id="lessons">
      <h2 id="lessons-heading">{t('brief.lessons')}</h2>
      {brief.lessons.length === 0 ? <p className="notice">{t('brief.no_lessons')}</p> : <KeyHelp />}
      <AnswerNotices brief={brief} queue={queue} state={state} />
      {groups.map(({ phase, groups: risks }) => (
        <section key={phase} className="brief-phase">
          <h3>{phase ? names('phase', phase) : t('brief.no_phase')}</h3>
          {risks.map(({ risk, lessons }) => (
            <div key={risk} className="brief-risk-group">
              <h4>{risk ? names('risk', risk) : t('brief.no_risk')}</h4>
              <div>
                {lessons.map((item) => (
                  <BriefLessonCard
                    key={item.lesson.id} item={item} number={brief.lessons.indexOf(item) + 1} article={keys.propsOf(item.lesson.id)} isRejecting={rejecting === item.lesson.id}
                    onAction={(action) => act(item.lesson.id, action)} onAnswer={(answer) => queue.decide(item.lesson.id, answer)}
                    onCloseForm={() => closeForm(item.lesson.id)}
                  />
                ))}
              </div>
            </div>
          ))}
        </section>
      ))}
    </section>
  );
}
