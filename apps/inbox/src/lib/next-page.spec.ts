import { waitForNextPage } from './next-page.ts';

const waits = { hasNextPage: true, isFetching: false, isFetchNextPageError: false };

test('the next page is asked for before the reader comes to the end of what is loaded', () => {
  expect(waitForNextPage(waits, 21)).toBeNull();
  expect(waitForNextPage(waits, 20)).toBe(0);
  expect(waitForNextPage(waits, 0)).toBe(0);
});

test('after the last page nothing is asked for', () => {
  expect(waitForNextPage({ ...waits, hasNextPage: false }, 0)).toBeNull();
});

test('nothing is asked for while the list is read, be it the next page or all of it anew', () => {
  expect(waitForNextPage({ ...waits, isFetching: true }, 0)).toBeNull();
});

test('a page that could not be had is asked for again by itself, a while later', () => {
  expect(waitForNextPage({ ...waits, isFetchNextPageError: true }, 0)).toBe(5_000);
});
