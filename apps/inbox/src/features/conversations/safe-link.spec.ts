import { safeLink } from './safe-link.ts';

test('an address of the web is a link', () => {
  expect(safeLink('https://www.tiktok.com/@sim.store/video/1')).toBe('https://www.tiktok.com/@sim.store/video/1');
});

test.each(['javascript:alert(1)', 'data:text/html,hi', 'file:///etc/passwd', '/inbox', 'no address'])(
  '%s is none',
  (address) => {
    expect(safeLink(address)).toBeNull();
  },
);
