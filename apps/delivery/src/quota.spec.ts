import { describeQuota } from '../test/quota-property.ts';

describe('flat', () => {
  describeQuota(15, 'flat');
});

describe('tiered', () => {
  describeQuota(15, 'tiered');
});
