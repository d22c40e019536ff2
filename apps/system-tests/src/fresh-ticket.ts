import { newId } from '@duet/contracts';
import { type System, until } from '@duet/testing';
import type { Action } from '@duet/tiktok-simulator';

/** A customer writes something new. @returns the ticket that holds it */
export async function freshTicket(system: System, write: (text: string) => Action = directMessage): Promise<string> {
  const text = `question ${newId()}`;
  await system.simulator.act(write(text));
  let ticketId = '';
  await until('the message has its ticket', async () => {
    const [row] = await system.sql<{ ticket_id: string }>(
      `SELECT ticket_id FROM ticketing.messages WHERE content->>'text' = $1`,
      [text],
    );
    ticketId = row?.ticket_id ?? '';
    return ticketId !== '';
  });
  return ticketId;
}

const directMessage = (text: string): Action => ({ do: 'dm', customer: 'ana_pe', text });
