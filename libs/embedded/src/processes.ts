/** Services with a schema of their own, in the order in which they are listed everywhere. */
export const serviceNames = [
  'ingestion',
  'channels',
  'ticketing',
  'delivery',
  'moderation',
  'reporting',
  'gateway',
] as const;
export type ServiceName = (typeof serviceNames)[number];

export interface ServiceProcess {
  readonly name: ServiceName | 'ingestion-worker';
  readonly service: ServiceName;
  /** What tells it from other processes of its service, and how far it stands back when the processor is busy. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Who waits for an answer: TikTok, which would send again, and people. */
const first = {};
/** The road from a webhook to its ticket, with the look-ups of who wrote, and from a reply to TikTok. */
const second = { CPU_NICE: '5' };
const last = { CPU_NICE: '10' };

/** Duet on one machine: ingestion in its two roles (H4), every other service as one process. */
export const serviceProcesses: readonly ServiceProcess[] = [
  { name: 'ingestion', service: 'ingestion', environment: { ...first, INGESTION_ROLE: 'web' } },
  { name: 'ingestion-worker', service: 'ingestion', environment: { ...second, INGESTION_ROLE: 'worker' } },
  { name: 'channels', service: 'channels', environment: second },
  { name: 'ticketing', service: 'ticketing', environment: second },
  { name: 'delivery', service: 'delivery', environment: second },
  { name: 'moderation', service: 'moderation', environment: second },
  { name: 'reporting', service: 'reporting', environment: last },
  { name: 'gateway', service: 'gateway', environment: first },
];
