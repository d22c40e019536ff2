import { Link } from 'react-router';
import { Dialog } from '../components/ui/dialog.tsx';
import { Key } from '../components/ui/key.tsx';
import { actionIds, useKeys } from '../lib/shortcuts.ts';
import { strings } from './strings.ts';

/** Every key that does something. */
export function KeySheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const keys = useKeys();
  const rows = actionIds.flatMap((id) => (keys[id] === null ? [] : [[keys[id], strings.actions[id]] as const]));
  return (
    <Dialog open={open} onClose={onClose} title={strings.keys.title}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2">
        {[...rows, ['Enter', strings.keys.enter] as const].map(([key, meaning]) => (
          <div key={key} className="contents">
            <dt>
              <Key of={key} />
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
        <div className="contents">
          <dt>
            <Key of={strings.keys.paletteKey} />
          </dt>
          <dd>{strings.palette.title}</dd>
        </div>
      </dl>
      <Link
        to="/settings/keyboard"
        onClick={onClose}
        className="mt-5 inline-block text-accent underline underline-offset-2"
      >
        {strings.keys.goThere}
      </Link>
    </Dialog>
  );
}
