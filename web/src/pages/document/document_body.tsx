import { useComputedColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router-dom';
import { SafeHtml } from '../../components/safe_html';
import { useLanguage } from '../../components/use_language';
import { langAttribute } from '../../lib/language';
import { parseLineFragment } from '../../lib/line_range';
import { getAllTemplates } from '../../lib/template_api';
import { drawDiagrams } from './diagrams';
import { explainGuide, leadToTemplates, loadTerms, takeQuizOut } from './guide_parts';
import { markLines } from './line_marks';
import { prepareDocument, readToc, safeDecode, slug, type TocEntry } from './prepare_document';

type Props = {
  title: string;
  html: string;
  lang: string;
  onToc: (entries: TocEntry[]) => void;
  /** A guide or learning path: its quiz is left out, its terms are explained. */
  isGuide?: boolean;
};

/** Links from elsewhere name a heading by its words: "#change-control". */
function headingOf(element: HTMLElement, hash: string): HTMLElement | null {
  const wanted = safeDecode(hash.slice(1)).toLowerCase();
  const headings = [...element.querySelectorAll<HTMLElement>('h2, h3, h4, h5, h6')];
  return headings.find((heading) => slug((heading.textContent ?? '').trim()) === wanted) ?? null;
}

/** Goes to the lines or the heading of the URL's fragment whenever the fragment or the text changes. */
function useFragment(element: HTMLElement | null) {
  const { hash, key } = useLocation();
  useEffect(() => {
    if (!element) return;
    markLines(element, parseLineFragment(hash));
    const heading = hash.length > 1 ? document.getElementById(hash.slice(1)) ?? headingOf(element, hash) : null;
    if (!heading || !element.contains(heading)) return;
    heading.scrollIntoView();
    heading.focus({ preventScroll: true });
  }, [element, hash, key]);
}

function useDiagrams(element: HTMLElement | null) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme('light');
  const label = t('document.diagram');
  useEffect(() => {
    let isCurrent = true;
    const draw = async (root: HTMLElement) => {
      const drawn = await drawDiagrams(root, scheme, label, () => isCurrent);
      // Diagrams are taller than their code: marked lines may have moved out of view.
      if (drawn && isCurrent) root.querySelector('.line-mark')?.scrollIntoView({ block: 'center' });
    };
    if (element) void draw(element);
    return () => {
      isCurrent = false;
    };
  }, [element, scheme, label]);
}

function useTerms(element: HTMLElement | null, isGuide: boolean, lang: string) {
  useEffect(() => {
    if (!element || !isGuide) return undefined;
    let end: (() => void) | undefined;
    let isCurrent = true;
    void loadTerms().then((terms) => {
      if (isCurrent) end = explainGuide(element, terms, lang === 'zh' ? 'zh' : 'en');
    });
    return () => {
      isCurrent = false;
      end?.();
    };
  }, [element, isGuide, lang]);
}

/** What a guide recommends to fill in is opened as a template, not as its text. */
function useTemplateLinks(element: HTMLElement | null, isGuide: boolean) {
  const language = useLanguage();
  const isNeeded = element !== null && isGuide && element.querySelector('a[href^="/documents/"]') !== null;
  const { data } = useQuery({
    queryKey: ['template_families'], queryFn: ({ signal }) => getAllTemplates({ language, signal }), staleTime: 5 * 60_000, enabled: isNeeded,
  });
  useEffect(() => {
    if (element && isNeeded && data) leadToTemplates(element, new Set(data.map(({ id }) => id)));
  }, [element, isNeeded, data]);
}

/** The rendered source. Give it a key per document and language: it names its parts once, when the text is new. */
export function DocumentBody({ title, html, lang, onToc, isGuide = false }: Props) {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const transform = useCallback((root: DocumentFragment) => {
    if (isGuide) takeQuizOut(root);
    prepareDocument(root, title);
  }, [title, isGuide]);
  const onContent = useCallback(
    (content: HTMLElement) => {
      setElement(content);
      onToc(readToc(content));
    },
    [onToc],
  );
  useFragment(element);
  useDiagrams(element);
  useTerms(element, isGuide, lang);
  useTemplateLinks(element, isGuide);
  return (
    <SafeHtml className="prose" html={html} lang={langAttribute(lang)} transform={transform} onContent={onContent} />
  );
}
