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
      {
        path: '/searches',
        lazy: async () => ({ Component: (await import('./pages/searches/searches_page')).SearchesPage }),
      },
      {
        path: '/insights/unanswered',
        lazy: async () => ({ Component: (await import('./pages/unanswered/unanswered_page')).UnansweredPage }),
      },
      { path: '/learn', lazy: async () => ({ Component: (await import('./pages/learn/learn_page')).LearnPage }) },
      { path: '/learn/review', lazy: async () => ({ Component: (await import('./pages/learn/review_page')).ReviewPage }) },
      { path: '/learn/report', lazy: async () => ({ Component: (await import('./pages/learn/report_page')).ReportPage }) },
      { path: '/learn/cases', lazy: async () => ({ Component: (await import('./pages/learn/cases_page')).CasesPage }) },
      { path: '/learn/cases/:id', lazy: async () => ({ Component: (await import('./pages/learn/quiz_page')).CasePage }) },
      { path: '/learn/quiz/:id', lazy: async () => ({ Component: (await import('./pages/learn/quiz_page')).QuizPage }) },
      { path: '/learn/:path', lazy: async () => ({ Component: (await import('./pages/learn/path_page')).PathPage }) },
      {
        path: '/learn/:path/certificate',
        lazy: async () => ({ Component: (await import('./pages/learn/certificate_page')).CertificatePage }),
      },
      {
        path: '/sign-in',
        lazy: async () => ({ Component: (await import('./pages/sign_in/sign_in_page')).SignInPage }),
      },
      {
        path: '/account',
        lazy: async () => ({ Component: (await import('./pages/account/account_page')).AccountPage }),
      },
      {
        path: '/admin',
        lazy: async () => ({ Component: (await import('./pages/admin/admin_page')).AdminPage }),
      },
      {
        path: '/curate',
        lazy: async () => ({ Component: (await import('./pages/curate/curate_page')).CuratePage }),
      },
      {
        path: '/curate/taxonomy',
        lazy: async () => ({ Component: (await import('./pages/taxonomy/taxonomy_page')).TaxonomyPage }),
      },
      {
        path: '/lessons/new',
        lazy: async () => ({ Component: (await import('./pages/edit/lesson_edit_page')).NewLessonPage }),
      },
      {
        path: '/lessons/:id/edit',
        lazy: async () => ({ Component: (await import('./pages/edit/lesson_edit_page')).LessonEditPage }),
      },
      {
        path: '/lessons/:id/history',
        lazy: async () => ({ Component: (await import('./pages/edit/history_page')).LessonHistoryPage }),
      },
      {
        path: '/documents/:id/edit',
        lazy: async () => ({ Component: (await import('./pages/edit/document_edit_page')).DocumentEditPage }),
      },
      {
        path: '/documents/:id/history',
        lazy: async () => ({ Component: (await import('./pages/edit/history_page')).DocumentHistoryPage }),
      },
      {
        path: '/kickoff',
        lazy: async () => ({ Component: (await import('./pages/kickoff/kickoff_page')).KickoffPage }),
      },
      {
        path: '/briefs/:id',
        lazy: async () => ({ Component: (await import('./pages/brief/brief_page')).BriefPage }),
      },
      {
        path: '/admin/governance',
        lazy: async () => ({ Component: (await import('./pages/governance/governance_page')).GovernancePage }),
      },
      {
        path: '/admin/audit',
        lazy: async () => ({ Component: (await import('./pages/audit/audit_page')).AuditPage }),
      },
      {
        path: '/projects',
        lazy: async () => ({ Component: (await import('./pages/projects/projects_page')).ProjectsPage }),
      },
      {
        path: '/projects/:id',
        lazy: async () => ({ Component: (await import('./pages/projects/project_page')).ProjectPage }),
      },
      {
        path: '/templates',
        lazy: async () => ({ Component: (await import('./pages/templates/templates_page')).TemplatesPage }),
      },
      {
        path: '/templates/:id',
        lazy: async () => ({ Component: (await import('./pages/templates/template_page')).TemplatePage }),
      },
      {
        path: '/templates/:id/fill',
        lazy: async () => ({ Component: (await import('./pages/templates/fill_page')).FillPage }),
      },
      {
        path: '/templates/:id/release',
        lazy: async () => ({ Component: (await import('./pages/templates/release_page')).ReleasePage }),
      },
      {
        path: '/templates/rules',
        lazy: async () => ({ Component: (await import('./pages/templates/rules_page')).RulesPage }),
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
]);
