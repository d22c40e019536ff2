import { HideRuleAdd, HideRuleChange, HideRuleList, HideRuleRemove, HideRuleTry } from '../questions/hide-rules.ts';
import { everyone, type Operation, supervisors } from './operation.ts';

/** Comments that are hidden as they come in. Everybody may know the rules, supervisors make them. */
export const hideRuleOperations: readonly Operation[] = [
  {
    id: 'listHideRules',
    method: 'GET',
    path: '/hide-rules',
    summary: 'Rules that hide comments as they come in',
    asks: HideRuleList,
    roles: everyone,
    status: 200,
  },
  {
    id: 'addHideRule',
    method: 'POST',
    path: '/hide-rules',
    summary: 'Add a rule, switched off unless said otherwise',
    asks: HideRuleAdd,
    roles: supervisors,
    status: 201,
  },
  {
    id: 'tryHideRule',
    method: 'POST',
    path: '/hide-rules/try',
    summary: 'What a rule would have caught among the newest comments',
    asks: HideRuleTry,
    roles: supervisors,
    status: 200,
  },
  {
    id: 'changeHideRule',
    method: 'POST',
    path: '/hide-rules/{id}',
    summary: 'Change a rule, or switch it on or off',
    asks: HideRuleChange,
    roles: supervisors,
    status: 200,
  },
  {
    id: 'removeHideRule',
    method: 'POST',
    path: '/hide-rules/{id}/remove',
    summary: 'Remove a rule; what it has hidden stays hidden',
    asks: HideRuleRemove,
    roles: supervisors,
    status: 200,
  },
];
