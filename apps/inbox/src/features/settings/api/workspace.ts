import { type SettingsChange, WorkspaceSettings } from '@duet/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/http.ts';

/** What was chosen decides about composers and windows everywhere, so all that is held is read again. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: SettingsChange) =>
      WorkspaceSettings.parse(await request('POST', '/workspace/settings', { body })),
    onSettled: () => client.invalidateQueries(),
  });
}
