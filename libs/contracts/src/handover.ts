import { z } from 'zod';

/** Into whose hands the unresolved tickets of somebody who leaves are given. */
export const Handover = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('nobody') }),
  z.object({ kind: z.literal('person'), id: z.uuid() }),
  z.object({ kind: z.literal('team'), id: z.uuid() }),
]);
export type Handover = z.infer<typeof Handover>;
