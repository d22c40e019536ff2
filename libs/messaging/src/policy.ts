/** How every durable is set up, and how patient its consumer is. One place for all figures. */
export interface Policy {
  readonly ackWaitMs: number;
  readonly heartbeatMs: number;
  readonly maxAckPending: number;
  readonly batch: number;
  /** A batch that is not full starts no sooner than this after the one before, so that a busy consumer gathers more. */
  readonly spacingMs: number;
  /** How long one pull waits, and after how long a consumer looks again for a durable that a restarted broker lacked. */
  readonly pullMs: number;
  /** A handler's own faults on one event before it becomes a dead letter. Outages never count (H5). */
  readonly maxFaults: number;
  /** Deliveries without a recorded fault: beyond the first it is handled alone, beyond the second it is parked. */
  readonly suspiciousDeliveries: number;
  readonly lethalDeliveries: number;
  readonly faultDelaysMs: readonly number[];
  readonly outageProbeMs: number;
}

export const policy: Policy = {
  ackWaitMs: 30_000,
  heartbeatMs: 10_000,
  maxAckPending: 2_000,
  batch: 200,
  spacingMs: 10,
  pullMs: 5_000,
  maxFaults: 5,
  suspiciousDeliveries: 20,
  lethalDeliveries: 25,
  faultDelaysMs: [500, 2_000, 10_000, 30_000],
  outageProbeMs: 500,
};
