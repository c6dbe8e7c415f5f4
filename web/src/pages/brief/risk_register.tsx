import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useLanguage } from '../../components/use_language';
import { useNames } from '../../components/use_names';
import { formatShare } from '../../lib/format';
import type { Brief, RegisterRow } from '../../lib/kickoff_api';
import { tabSeparated } from '../../lib/save_file';

const columns = ['category', 'cause', 'event', 'effect', 'likelihood', 'response', 'owner', 'sources'] as const;

function useRegisterCells() {
  const language = useLanguage();
  const names = useNames();
  return (row: RegisterRow) => ({
    category: row.category && names('risk', row.category), cause: row.cause, event: row.event, effect: row.effect,
    likelihood: row.likelihood === null ? '' : formatShare(row.likelihood, language), response: row.response, owner: row.owner,
  });
}

function CopyTable({ rows }: { rows: readonly RegisterRow[] }) {
  const { t } = useTranslation();
  const cells = useRegisterCells();
  const value = tabSeparated([
    columns.map((name) => t(`brief.register.${name}`)), ...rows.map((row) => [...Object.values(cells(row)), row.sources.join(' ')]),
  ]);
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button variant="default" size="compact-md" h={32} onClick={copy}><span role="status">{t(copied ? 'lesson.copied' : 'brief.copy_table')}</span></Button>
      )}
    </CopyButton>
  );
}

function Row({ row, place, numbers }: { row: RegisterRow; place: number; numbers: ReadonlyMap<string, number> }) {
  const { t } = useTranslation();
  const cells = useRegisterCells()(row);
  return (
    <tr>
      <th scope="row" data-name={t('brief.register.category')}>{cells.category || place}</th>
      {(['cause', 'event', 'effect', 'likelihood', 'response'] as const).map((name) => (
        <td key={name} data-name={t(`brief.register.${name}`)} data-empty={cells[name] === '' || undefined} className={name === 'likelihood' ? 'number' : undefined}><div className="cell">{cells[name]}</div></td>
      ))}
      <td data-name={t('brief.register.owner')} data-empty className="owner">{cells.owner}</td>
      <td data-name={t('brief.register.sources')}>
        {row.sources.map((id) => (
          <Link key={id} to={`/lessons/${encodeURIComponent(id)}`} aria-label={t('brief.source_lesson', { number: numbers.get(id) ?? place })}>{`#${numbers.get(id) ?? place}`}</Link>
        ))}
      </td>
    </tr>
  );
}

/** The draft register, one row a lesson: to take along and to fill in. */
export function RiskRegister({ brief }: { brief: Brief }) {
  const { t } = useTranslation();
  // Sources are numbered as the lessons rank.
  const numbers = new Map(brief.lessons.map(({ lesson }, index) => [lesson.id, index + 1]));
  // A column that no lesson fills leaves the room to the others.
  const isUnused = (name: string) => (name === 'cause' || name === 'effect') && brief.register.every((row) => row[name] === '');
  if (brief.register.length === 0) return null;
  return (
    <section className="brief-wide" id="register" aria-labelledby="register-heading">
      <div className="start-heading">
        <h2 id="register-heading">{t('brief.register_title')}</h2>
        <CopyTable rows={brief.register} />
      </div>
      <p className="dim">{t('brief.register_lead')}</p>
      <div className="register-box" tabIndex={0} role="group" aria-label={t('brief.register_title')}>
        <table className="register">
          <caption className="visually-hidden">{t('brief.register_title')}</caption>
          <thead>
            <tr>{columns.map((name) => <th key={name} scope="col" data-column={name} data-thin={isUnused(name) || undefined}>{t(`brief.register.${name}`)}</th>)}</tr>
          </thead>
          <tbody>{brief.register.map((row, index) => <Row key={index} row={row} place={index + 1} numbers={numbers} />)}</tbody>
        </table>
      </div>
    </section>
  );
}
