import { Injectable } from '@nestjs/common';
import {
  type Actor,
  attributeKindsOf,
  type ChannelType,
  ContactAttribute,
  type CustomerContact,
  type CustomerView,
  fitsAttribute,
  searchedForms,
  togetherKnown,
} from '@duet/contracts';
import type { Tx } from '@duet/database';
import { contactView } from '../contacts/contact.store.ts';
import { DocumentStore } from '../settings/document.store.ts';
import { contactsOfCustomer, type Profile } from './profile.store.ts';

interface Row {
  id: string;
  external_id: string;
  username: string | null;
  display_name: string | null;
  avatar_url: string | null;
  tickets: number;
  channel_types: ChannelType[];
}

const work = `CROSS JOIN LATERAL (
  SELECT count(*)::integer AS tickets, coalesce(array_agg(DISTINCT channel_type), '{}') AS channel_types, max(last_at) AS last_at
  FROM tickets t WHERE t.workspace_id = c.workspace_id AND t.contact_id = c.id) w`;

/** More customers of one name than this are not told apart by their name. */
const MOST_CALLED_SO = 200;

/** Customers as people see them. */
@Injectable()
export class CustomerStore {
  constructor(private readonly documents: DocumentStore) {}

  /** What the workspace keeps of its customers. */
  async defined(tx: Tx, workspaceId: string): Promise<ContactAttribute[]> {
    const read = (document: unknown) => ContactAttribute.array().parse(document);
    return (await this.documents.read(tx, workspaceId, 'contact_attributes', read)).document ?? [];
  }

  /**
   * What is known under attributes that the workspace does not keep is not shown.
   * @param id the contact that stands for the customer
   */
  async view(tx: Tx, { workspaceId }: Pick<Actor, 'workspaceId'>, id: string): Promise<CustomerView> {
    const rows = await tx.query<Row & Pick<Profile, 'version'> & { attributes: Profile['attributes'] | null }>(
      `SELECT c.*, w.*, p.attributes, coalesce(p.version, 0) AS version FROM contacts c ${work}
       LEFT JOIN contact_profiles p ON p.workspace_id = c.workspace_id AND p.contact_id = c.id
       WHERE c.workspace_id = current_setting('app.workspace')::uuid AND c.id = ANY(ARRAY(${contactsOfCustomer('$1')}))
       ORDER BY c.id <> $1, c.id`,
      [id],
    );
    const known = togetherKnown(rows.map(({ attributes }) => attributes ?? {}));
    const kinds = attributeKindsOf(await this.defined(tx, workspaceId));
    const shown = Object.entries(known).filter(([key, value]) => {
      const kind = kinds.get(key);
      return kind && fitsAttribute(kind, value);
    });
    return {
      id,
      contacts: rows.map(viewOf),
      attributes: Object.fromEntries(shown),
      version: rows[0]?.version ?? 0,
    };
  }

  /** Customers who are called so and are not merged into another, by their newest tickets. */
  async find(tx: Tx, q: string, limit: number): Promise<CustomerContact[]> {
    const forms = searchedForms(q);
    if (forms.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT c.*, w.* FROM contacts_with($1, ${MOST_CALLED_SO}) AS found (contact_id)
       JOIN contacts c ON c.workspace_id = current_setting('app.workspace')::uuid AND c.id = found.contact_id ${work}
       WHERE NOT EXISTS (SELECT 1 FROM contact_profiles p
         WHERE p.workspace_id = c.workspace_id AND p.contact_id = c.id AND p.merged_into IS NOT NULL)
       ORDER BY w.last_at DESC NULLS LAST, c.id LIMIT $2`,
      [forms, limit],
    );
    return rows.map(viewOf);
  }
}

const viewOf = (row: Row): CustomerContact => ({
  ...contactView(row),
  tickets: row.tickets,
  channelTypes: row.channel_types,
});
