// Sets colour scheme and language before the first paint. The app takes over afterwards; the keys are those of
// src/lib/preferences.ts. A file of its own because the content security policy forbids inline scripts.
(function () {
  var root = document.documentElement;
  var scheme = null;
  var language = null;
  try {
    scheme = localStorage.getItem('fupan-color-scheme');
    language = localStorage.getItem('fupan-language');
  } catch (error) {
    // Storage is switched off: the browser's own preferences decide.
  }
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.setAttribute('data-mantine-color-scheme', scheme);
  var chinese = language ? language === 'zh' : /^zh/i.test(navigator.language || '');
  root.lang = chinese ? 'zh-CN' : 'en';
})();
