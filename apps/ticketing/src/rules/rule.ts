import type { AssignmentRule, BusinessHours } from '@duet/contracts';
import { workingTime } from '../business-hours/working-time.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** What a rule looks at beside the ticket itself. */
export interface Situation {
  /** Of the customer's first message. */
  readonly firstText: string;
  readonly isWorkingTime: boolean;
}

/** The first rule that is on and whose conditions all hold. */
export const ruleFor = (
  rules: readonly AssignmentRule[],
  ticket: Ticket,
  situation: Situation,
): AssignmentRule | undefined => rules.find((rule) => rule.isOn && holds(rule.conditions, ticket, situation));

function holds(
  { channelTypes, channelIds, priorities, tagIds, words, hours }: AssignmentRule['conditions'],
  ticket: Ticket,
  { firstText, isWorkingTime }: Situation,
): boolean {
  const text = firstText.toLowerCase();
  return (
    isAmong(channelTypes, ticket.channelType) &&
    isAmong(channelIds, ticket.channelId) &&
    isAmong(priorities, ticket.priority) &&
    (tagIds.length === 0 || tagIds.some((id) => ticket.tagIds.includes(id))) &&
    (words.length === 0 || words.some((word) => text.includes(word.toLowerCase()))) &&
    (hours === 'any' || (hours === 'in') === isWorkingTime)
  );
}

const isAmong = <T>(wanted: readonly T[], value: T): boolean => wanted.length === 0 || wanted.includes(value);

/** Without business hours a workspace works day and night. */
export const isWorkingTime = (hours: BusinessHours | null, at: Date): boolean =>
  hours === null || workingTime(hours).between(at, new Date(at.getTime() + 1)) > 0;
