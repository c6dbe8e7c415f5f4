import { Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { ProblemNotice } from '../../components/problem_notice';
import { usePageTitle } from '../../components/use_page_title';
import type { Governance } from '../../lib/settings_api';
import { Authority } from './authority';
import { useSettings, useSettingsChange } from './use_settings';

const presets: Governance[] = ['supportive', 'controlling', 'strategic'];

/** Who moves what, and who approves which phase or risk. */
export function GovernancePage() {
  const { t } = useTranslation();
  usePageTitle(t('governance.title'));
  const [said, setSaid] = useState('');
  const { data, error } = useSettings();
  const change = useSettingsChange();
  const run: Parameters<typeof Authority>[0]['onChange'] = (wish) => {
    setSaid('');
    return change.mutateAsync(wish).then(() => setSaid(t('governance.saved')));
  };
  return (
    <div className="governance-page">
      <h1>{t('governance.title')}</h1>
      <p className="dim">{t('governance.lead')}</p>
      <p role="status" className="follow-said">{said}</p>
      {change.error && <ProblemNotice error={change.error} />}
      {error && <ProblemNotice error={error} />}
      {!data && !error && <Skeleton height={240} radius="md" />}
      {data && (
        <>
          <fieldset className="governance-presets">
            <legend>{t('governance.preset')}</legend>
            {presets.map((preset) => (
              <label key={preset}>
                <input
                  type="radio" name="governance" value={preset} checked={data.governance === preset} disabled={change.isPending}
                  onChange={() => void run({ governance: preset, revision: data.revision }).catch(() => undefined)}
                />
                <span><strong>{t(`governance.presets.${preset}`)}</strong> <span className="dim">{t(`governance.meaning.${preset}`)}</span></span>
              </label>
            ))}
          </fieldset>
          <Authority settings={data} isBusy={change.isPending} onChange={run} />
          <p><Link to="/admin/audit">{t('audit.open')}</Link></p>
        </>
      )}
    </div>
  );
}
