import { Injectable } from '@nestjs/common';
import { type AttributeValue, Rejection } from '@duet/contracts';
import type { Tx } from '@duet/database';

/** What people know of one contact, and whose it is. */
export interface Profile {
  readonly contactId: string;
  /** Null: taken away, whatever contacts merged into this one say. */
  readonly attributes: Readonly<Record<string, AttributeValue | null>>;
  /** The contact that stands for this one; it is never merged itself. */
  readonly mergedInto: string | null;
  readonly version: number;
}

const ours = `workspace_id = current_setting('app.workspace')::uuid`;

/** The contacts of the customer whom the contact `p` belongs to, the one that stands for it among them. */
export const contactsOfCustomer = (p: string): string =>
  `SELECT unnest(array_append(ARRAY(SELECT contact_id FROM contact_profiles WHERE ${ours} AND merged_into = kept), kept))
   FROM (SELECT coalesce((SELECT merged_into FROM contact_profiles WHERE ${ours} AND contact_id = ${p}), ${p}::uuid) AS kept) k`;

@Injectable()
export class ProfileStore {
  /** @throws Rejection `not_found` */
  async standsFor(tx: Tx, contactId: string): Promise<string> {
    const [row] = await tx.query<{ id: string }>(
      `SELECT coalesce(p.merged_into, c.id) AS id FROM contacts c
       LEFT JOIN contact_profiles p ON p.workspace_id = c.workspace_id AND p.contact_id = c.id
       WHERE c.workspace_id = current_setting('app.workspace')::uuid AND c.id = $1`,
      [contactId],
    );
    if (!row) throw new Rejection('not_found');
    return row.id;
  }

  /**
   * Holds what is known of contacts, in the order of their ids.
   * @returns in the order in which they were asked for
   * @throws Rejection `not_found` when one of them is no contact of the workspace
   */
  async lock(tx: Tx, contactIds: readonly string[]): Promise<Profile[]> {
    await tx.run(
      `INSERT INTO contact_profiles (workspace_id, contact_id)
       SELECT workspace_id, id FROM contacts WHERE ${ours} AND id = ANY($1) ORDER BY id ON CONFLICT DO NOTHING`,
      [contactIds],
    );
    const rows = await tx.query<Profile>(
      `SELECT contact_id AS "contactId", attributes, merged_into AS "mergedInto", version FROM contact_profiles
       WHERE ${ours} AND contact_id = ANY($1) ORDER BY contact_id FOR UPDATE`,
      [contactIds],
    );
    return contactIds.map((id) => {
      const found = rows.find(({ contactId }) => contactId === id);
      if (!found) throw new Rejection('not_found');
      return found;
    });
  }

  /** As `lock`, of two that may be one. */
  async lockTwo(tx: Tx, one: string, other: string): Promise<[Profile, Profile]> {
    const [first, second] = await this.lock(tx, [one, other]);
    if (!first || !second) throw new Rejection('not_found');
    return [first, second];
  }

  /** Whether contacts are merged into one that the transaction holds. */
  async hasMerged(tx: Tx, contactId: string): Promise<boolean> {
    const rows = await tx.query(`SELECT 1 FROM contact_profiles WHERE ${ours} AND merged_into = $1 LIMIT 1`, [
      contactId,
    ]);
    return rows.length > 0;
  }

  /** Lets a contact stand for another one, or each for itself again. */
  async place(tx: Tx, contactId: string, mergedInto: string | null): Promise<void> {
    await tx.run(`UPDATE contact_profiles SET merged_into = $2 WHERE ${ours} AND contact_id = $1`, [
      contactId,
      mergedInto,
    ]);
  }

  /** Keeps what was said; its event has the next number. */
  async describe(tx: Tx, contactId: string, attributes: Profile['attributes']): Promise<void> {
    await tx.run(
      `UPDATE contact_profiles SET attributes = attributes || $2, version = version + 1
       WHERE ${ours} AND contact_id = $1`,
      [contactId, JSON.stringify(attributes)],
    );
  }
}
