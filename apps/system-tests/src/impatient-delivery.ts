/** Delivery that gives up, and looks for proof, within seconds: what takes minutes in earnest is a test's whole time. */
export const impatientDelivery = {
  SEND_TIMEOUT_MS: '1500',
  SEND_LEASE_MS: '2500',
  PROOF_AFTER_MS: '1000',
  PROOF_RETRY_MS: '500',
  LANE_HOLD_MS: '5000',
};
