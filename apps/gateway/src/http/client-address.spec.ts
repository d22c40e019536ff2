import { clientAddress } from './client-address.ts';

test.each([
  ['without proxies of ours the header is the stranger’s own word', '6.6.6.6', 0, '10.0.0.1'],
  ['one proxy wrote the last entry', '6.6.6.6, 203.0.113.7', 1, '203.0.113.7'],
  ['two proxies wrote the last two', '6.6.6.6, 203.0.113.7, 10.0.0.9', 2, '203.0.113.7'],
  ['a shorter chain than expected gives its first entry', '203.0.113.7', 3, '203.0.113.7'],
  ['no header', undefined, 1, '10.0.0.1'],
  ['an empty header', '', 1, '10.0.0.1'],
])('%s', (_title, header, proxies, address) => {
  expect(clientAddress('10.0.0.1', header, proxies)).toBe(address);
});
