import { type NewName, type SettingsChange, WorkspaceSettings } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { request } from '../../../lib/http.ts';
import { keys } from '../../../lib/query-keys.ts';

/** What was chosen decides about composers and windows everywhere, so all that is held is read again. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SettingsChange) =>
      WorkspaceSettings.parse(await request('POST', '/workspace/settings', { body })),
    onSettled: () => client.invalidateQueries(),
  });
}

export function useRenameWorkspace() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof NewName>) => request('POST', '/workspace', { body }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.session }),
  });
}
