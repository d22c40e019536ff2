import { z } from 'zod';

export const Role = z.enum(['owner', 'admin', 'supervisor', 'agent']);
export type Role = z.infer<typeof Role>;

/** Who acts. It travels with every question and every send, and stands in the audit. */
export const Actor = z.object({
  kind: z.enum(['person', 'api_key', 'bot', 'ai_agent', 'system']),
  id: z.string(),
  name: z.string(),
  role: Role,
  workspaceId: z.uuid(),
});
export type Actor = z.infer<typeof Actor>;
