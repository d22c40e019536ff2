import type { UseMutationResult } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../../components/ui/button.tsx';
import { FailureNotice } from '../../../components/ui/failure-notice.tsx';
import { TextField } from '../../../components/ui/field.tsx';
import { sentenceOf } from '../../../lib/http.ts';

interface NameFormProps {
  readonly name: string;
  readonly rename: UseMutationResult<unknown, Error, { name: string }>;
  /** What the field and the button are called, and what is said when it is done. */
  readonly words: { readonly name: string; readonly save: string; readonly saved: string };
  readonly autoComplete: string;
  /** Stands above the name. */
  readonly children?: ReactNode;
}

/** Gives a person or a workspace another name. */
export function NameForm({ name, rename, words, autoComplete, children }: NameFormProps) {
  const [wanted, want] = useState(name);
  const isReady = wanted.trim() !== '' && wanted.trim() !== name && !rename.isPending;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isReady) rename.mutate({ name: wanted }, { onSuccess: () => void toast(words.saved) });
  }

  return (
    <form onSubmit={submit} className="flex flex-col items-start gap-3">
      {children}
      <TextField
        label={words.name}
        autoComplete={autoComplete}
        maxLength={80}
        className="w-96! max-w-full"
        value={wanted}
        onChange={({ target }) => want(target.value)}
      />
      {rename.isError && <FailureNotice sentence={sentenceOf(rename.error)} />}
      <Button type="submit" disabled={!isReady}>
        {words.save}
      </Button>
    </form>
  );
}
