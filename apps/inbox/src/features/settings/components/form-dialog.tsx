import type { ReactNode } from 'react';
import { Button } from '../../../components/ui/button.tsx';
import { Dialog } from '../../../components/ui/dialog.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { sentenceOf } from '../../../lib/http.ts';
import { strings } from '../strings.ts';

/** Fields of one entry, to be saved together. */
export const FormDialog = (props: {
  title: string;
  /** What the button says that saves. */
  action?: string;
  isDangerous?: boolean;
  isReady: boolean;
  error: Error | null;
  onSave: () => void;
  onClose: () => void;
  children: ReactNode;
}) => (
  <Dialog open onClose={props.onClose} title={props.title}>
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (props.isReady) props.onSave();
      }}
    >
      {props.children}
      {props.error && <FailureNotice sentence={sentenceOf(props.error)} />}
      <div className="flex justify-end gap-2">
        <Button onClick={props.onClose}>{strings.cancel}</Button>
        <Button type="submit" look={props.isDangerous ? 'danger' : 'primary'} disabled={!props.isReady}>
          {props.action ?? strings.save}
        </Button>
      </div>
    </form>
  </Dialog>
);
