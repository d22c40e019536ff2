import { csvRecord } from './csv.ts';

test.each([
  [['a', 1, null, ''], 'a,1,,\r\n'],
  [['say "hi"', 'a,b', 'two\nlines'], '"say ""hi""","a,b","two\nlines"\r\n'],
  [['a\r\nb\rc'], '"a\nb\nc"\r\n'],
  [['Привет 👋🏽', 'نور', '日本'], 'Привет 👋🏽,نور,日本\r\n'],
  [['=1+1', '+7 900', '-5', '@ana', '\tx'], "'=1+1,'+7 900,'-5,'@ana,'\tx\r\n"],
  [['=HYPERLINK("x","y")'], '"\'=HYPERLINK(""x"",""y"")"\r\n'],
  [['\r=1'], '"\n=1"\r\n'],
  [['a=1', -5, 0], 'a=1,-5,0\r\n'],
] as const)('%j is written as %j', (cells, record) => {
  expect(csvRecord(cells)).toBe(record);
});
