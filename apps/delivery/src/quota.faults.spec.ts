import { describeQuota } from '../test/quota-property.ts';

describeQuota(500);
