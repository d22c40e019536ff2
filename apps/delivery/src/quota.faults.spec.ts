import { describeQuota } from '../test/quota-property.ts';

describe('flat', () => {
  describeQuota(500, 'flat');
});

describe('tiered', () => {
  describeQuota(250, 'tiered');
});
