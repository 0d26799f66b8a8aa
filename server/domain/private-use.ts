/**
 * What stood at the private code points that everybody had in common, so that a real character can be proposed for
 * them: the first sign of a run, then the characters that follow each other. What an institution drew for itself is
 * known to that institution only; a new run is one more entry.
 */
export const privateRuns: readonly [first: number, characters: string][] = [
  // signs of 倚天 beside Big5 (C6A1 to C875), where Windows put them
  [
    0xf6b1,
    '①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ丶丿亅亠冂冖冫勹匸卩厶夊宀巛⼳广廴彐彡攴无疒癶辵隶¨ˆヽヾゝゞ〃仝々〆〇ー［］✽',
  ],
  [0xf6f7, run(0x3041, 83)],
  [0xf74a, run(0x30a1, 86)],
  // GB 18030-2000, whose characters Unicode took in later
  [0xe81e, '龴'],
  [0xe826, '龵'],
  [0xe82b, '龶'],
  [0xe82c, '龷'],
  [0xe832, '龸'],
  [0xe843, '龹'],
  [0xe854, '龺'],
  [0xe864, '龻'],
  [0xe816, '𠂇'],
  [0xe817, '𠂉'],
  [0xe818, '𠃌'],
  [0xe831, '𡗗'],
  [0xe83b, '𢦏'],
  [0xe855, '𤇾'],
]

function run(from: number, count: number): string {
  return String.fromCodePoint(...Array.from({ length: count }, (_, i) => from + i))
}
