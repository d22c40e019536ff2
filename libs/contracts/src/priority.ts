import { z } from 'zod';

/** How urgent a ticket is. */
export const Priority = z.enum(['low', 'medium', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;
