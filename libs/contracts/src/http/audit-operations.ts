import { AuditList, TicketAudit } from '../questions/audit.ts';
import { everyone, type Operation, supervisors } from './operation.ts';

/** Who did what. */
export const auditOperations: readonly Operation[] = [
  {
    id: 'ticketAudit',
    method: 'GET',
    path: '/tickets/{id}/audit',
    summary: 'What was done to a ticket, and by whom',
    asks: TicketAudit,
    roles: everyone,
    status: 200,
  },
  {
    id: 'listAudit',
    method: 'GET',
    path: '/audit',
    summary: 'What was done in the workspace, and by whom',
    asks: AuditList,
    roles: supervisors,
    status: 200,
  },
];
