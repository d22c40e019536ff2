import { PlugZap } from 'lucide-react';
import { Button } from '../components/ui/button.tsx';
import { EmptyState } from '../components/ui/empty-state.tsx';

/** A whole page that cannot be shown, and the way out. */
export const Interrupted = (props: { sentence: string; action: string; onAction: () => void }) => (
  <main className="flex h-dvh">
    <EmptyState
      icon={<PlugZap size={28} />}
      sentence={props.sentence}
      action={
        <Button look="primary" onClick={props.onAction}>
          {props.action}
        </Button>
      }
    />
  </main>
);
