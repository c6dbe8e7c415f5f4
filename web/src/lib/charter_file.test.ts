import { describe, expect, it } from 'vitest';
import { decodeText, isTextFile, isWordFile, titleOf } from './charter_file';

describe('a charter from a file', () => {
  it('is read in the encodings of the office', () => {
    expect(decodeText(new TextEncoder().encode('﻿章程\r\n二'))).toBe('章程\n二');
    expect(decodeText(new Uint8Array([0xd5, 0xc2, 0xb3, 0xcc]))).toBe('章程');
    expect(decodeText(new Uint8Array([0xff, 0xfe, 0xe0, 0x7a, 0x0b, 0x7a]))).toBe('章程');
    expect(decodeText(new Uint8Array([0xfe, 0xff, 0x7a, 0xe0, 0x7a, 0x0b]))).toBe('章程');
  });

  it('is known by its name', () => {
    expect([isWordFile('a.DOCX'), isWordFile('a.doc'), isTextFile('章程.md', ''), isTextFile('x', 'text/plain'), isTextFile('a.pdf', 'application/pdf')])
      .toEqual([true, false, true, true, false]);
  });

  const titles: [string, string][] = [
    ['# 仓储二期 #\n正文', '仓储二期'], ['---\ntitle: x\n---\n\n## Plan\n', 'Plan'], ['Move of the depot\n\nWe move.', 'Move of the depot'],
    ['本项目更换系统。\n第二段', ''], ['', ''], [`${'long '.repeat(30)}\n`, ''],
  ];
  it.each(titles)('names itself: %j', (text, title) => expect(titleOf(text)).toBe(title));
});
