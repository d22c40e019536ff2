import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { Availability, AvailabilityView } from '../teams.ts';

/** Who of the workspace's people is there, and how much each has to do. */
export const AvailabilityList = defineQuestion('ticketing.availability.list', {
  request: z.object({}),
  answer: z.object({ people: z.array(AvailabilityView) }),
  askedBy: ['gateway', 'automation'],
});

/** Whoever asks is away from now on, or back. */
export const AvailabilitySet = defineQuestion('ticketing.availability.set', {
  request: z.object({ isAway: z.boolean() }),
  answer: z.object({ availability: Availability }),
  writes: true,
  askedBy: ['gateway'],
});
