import { useTranslation } from 'react-i18next';
import { useNames } from '../../components/use_names';
import { useTaxonomy } from '../../components/use_taxonomy';
import { heatLevel, heatMap } from '../../lib/brief_view';
import type { BriefLesson } from '../../lib/kickoff_api';

/** How the lessons of the brief spread over phases and risks. */
export function HeatMap({ lessons }: { lessons: readonly BriefLesson[] }) {
  const { t } = useTranslation();
  const names = useNames();
  const taxonomy = useTaxonomy();
  const map = heatMap(lessons, (taxonomy?.phases ?? []).map(({ id }) => id));
  if (map.most === 0) return null;
  return (
    <section className="panel" aria-labelledby="heat-heading">
      <h2 id="heat-heading">{t('brief.heat')}</h2>
      <div className="heat-box">
        <table className="heat">
          <caption className="visually-hidden">{t('brief.heat_caption')}</caption>
          <thead>
            <tr>
              <td />
              {map.phases.map((phase) => <th key={phase} scope="col"><span>{names('phase', phase)}</span></th>)}
            </tr>
          </thead>
          <tbody>
            {map.risks.map((risk, row) => (
              <tr key={risk}>
                <th scope="row">{names('risk', risk)}</th>
                {(map.counts[row] ?? []).map((count, column) => (
                  <td key={map.phases[column]} data-level={heatLevel(count, map.most)}>
                    {count === 0 ? <span className="visually-hidden">0</span> : count}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="dim small">{t('brief.heat_hint')}</p>
    </section>
  );
}
