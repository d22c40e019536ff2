import { type AttributeKind, builtInAttributes } from '@duet/contracts';
import { useContactAttributes } from '../../lib/contact-attributes.ts';
import { strings } from './strings.ts';

export interface Field {
  readonly key: string;
  readonly label: string;
  readonly kind: AttributeKind;
  readonly choices?: readonly string[];
}

/** What can be known of a customer: what every workspace keeps, then what this one does. */
export const useFields = (): readonly Field[] => [
  ...builtInAttributes.map(({ key, kind }) => ({ key, kind, label: strings.builtIn[key] })),
  ...(useContactAttributes().data ?? []),
];
