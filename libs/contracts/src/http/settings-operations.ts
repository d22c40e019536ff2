import { BusinessHoursGet, BusinessHoursSet, SlaPoliciesGet, SlaPoliciesSet } from '../questions/settings.ts';
import { admins, everyone, type Operation } from './operation.ts';

/** What a workspace sets for the work on its tickets. Everybody may read it, owner and admins change it. */
export const settingsOperations: readonly Operation[] = [
  {
    id: 'getBusinessHours',
    method: 'GET',
    path: '/business-hours',
    summary: 'When the workspace works',
    asks: BusinessHoursGet,
    roles: everyone,
    status: 200,
  },
  {
    id: 'setBusinessHours',
    method: 'POST',
    path: '/business-hours',
    summary: 'Say when the workspace works',
    asks: BusinessHoursSet,
    roles: admins,
    status: 200,
  },
  {
    id: 'getSlaPolicies',
    method: 'GET',
    path: '/sla-policies',
    summary: 'The SLA policies in their order',
    asks: SlaPoliciesGet,
    roles: everyone,
    status: 200,
  },
  {
    id: 'setSlaPolicies',
    method: 'POST',
    path: '/sla-policies',
    summary: 'Set all SLA policies in their order',
    asks: SlaPoliciesSet,
    roles: admins,
    status: 200,
  },
];
