// The one table of pages. A new page is a folder in pages/ and a line here.
import { createBrowserRouter } from 'react-router-dom';
import { AppShell } from './components/app_shell';
import { PageFailure } from './components/page_failure';
import { NotFoundPage } from './pages/not_found/not_found_page';
import { SearchPage } from './pages/search/search_page';

export const router = createBrowserRouter([
  {
    element: <AppShell />,
    errorElement: <PageFailure />,
    children: [
      { path: '/', element: <SearchPage /> },
      {
        path: '/lessons/:id',
        lazy: async () => ({ Component: (await import('./pages/lesson/lesson_page')).LessonPage }),
      },
      {
        path: '/documents/:id',
        lazy: async () => ({ Component: (await import('./pages/document/document_page')).DocumentPage }),
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
