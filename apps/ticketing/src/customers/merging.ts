import { Rejection } from '@duet/contracts';
import type { Profile } from './profile.store.ts';

/**
 * Whether one contact may be merged into another: no chains, so that one look tells who stands for whom.
 * @param hasMerged whether contacts are merged into `other`
 * @throws Rejection `merge_with_itself`, `already_merged`, `holds_merged`
 */
export function assertMergeable(kept: Profile, other: Profile, hasMerged: boolean): void {
  if (kept.contactId === other.contactId) throw new Rejection('merge_with_itself');
  if (kept.mergedInto !== null || other.mergedInto !== null) throw new Rejection('already_merged');
  if (hasMerged) throw new Rejection('holds_merged');
}
