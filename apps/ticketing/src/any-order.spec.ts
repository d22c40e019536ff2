import { describeAnyOrder } from '../test/any-order-property.ts';

describeAnyOrder(20);
