import { useId } from 'react';
import type { Option } from '../lib/type_ahead';
import { Crosswalk, crosswalkText } from './crosswalk';
import { useLanguage } from './use_language';

type Props = { legend: string; options: readonly Option[]; chosen: readonly string[]; onChange: (chosen: string[]) => void };

/** A small closed set, all of it in sight: every value a switch. */
export function OptionToggles({ legend, options, chosen, onChange }: Props) {
  const language = useLanguage();
  const prefix = useId();
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="toggles">
      <legend>{legend}</legend>
      <div className="chips">
        {options.map(({ id, label, ...more }) => (
          <label key={id} className="chip toggle" data-on={chosen.includes(id) || undefined}>
            <input
              type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} aria-label={label[language]}
              aria-describedby={crosswalkText(more) ? `${prefix}-${id}` : undefined}
            />
            <span className="toggle-name"><span>{label[language]}</span><Crosswalk phase={more} id={`${prefix}-${id}`} /></span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
