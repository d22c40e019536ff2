/** How every durable is set up, and how patient its consumer is. One place for all figures. */
export const policy = {
  ackWaitMs: 30_000,
  heartbeatMs: 10_000,
  maxAckPending: 2_000,
  batch: 200,
  /** A handler's own faults on one event before it becomes a dead letter. Outages never count (H5). */
  maxFaults: 5,
  /** Deliveries without a recorded fault: beyond the first it is handled alone, beyond the second it is parked. */
  suspiciousDeliveries: 20,
  lethalDeliveries: 25,
  faultDelaysMs: [500, 2_000, 10_000, 30_000],
  outageProbeMs: 500,
} as const;
