"""The list of synonyms, the facets' cube, and the indexes by which long lists are leafed through."""

import catalog.querysets
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0008_resource_guards"),
        ("accounts", "0004_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FacetCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('theme', models.CharField(max_length=60, verbose_name='主题')),
                ('provider', models.BigIntegerField(verbose_name='提供单位')),
                ('opening', models.CharField(max_length=16, verbose_name='开放类型')),
                ('formats', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='格式')),
                ('update_cycle', models.CharField(max_length=16, verbose_name='更新周期')),
                ('region', models.CharField(max_length=6, verbose_name='所属区域')),
                ('number', models.IntegerField(verbose_name='数量')),
            ],
            options={
                'verbose_name': '目录计数',
                'verbose_name_plural': '目录计数',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='FacetTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('facet', models.CharField(max_length=12, verbose_name='分面')),
                ('value', models.CharField(max_length=60, verbose_name='取值')),
                ('number', models.BigIntegerField(verbose_name='数量')),
            ],
            options={
                'verbose_name': '目录合计',
                'verbose_name_plural': '目录合计',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='版本号')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='创建时间')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='修改时间')),
                ('term', models.CharField(max_length=20, verbose_name='词')),
                ('equivalents', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=8, verbose_name='同义词')),
                ('is_mutual', models.BooleanField(default=True, help_text='不勾选时，搜“词”同时搜同义词，搜同义词不搜“词”。', verbose_name='互为同义')),
                ('is_active', models.BooleanField(default=True, help_text='不再使用的取消勾选，不能删除。', verbose_name='启用')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
            ],
            options={
                'verbose_name': '同义词',
                'verbose_name_plural': '同义词',
                'ordering': ('term',),
                'abstract': False,
                'default_permissions': ('add', 'change', 'view'),
            },
        ),
        migrations.AddField(
            model_name='resourcesearch',
            name='score',
            field=models.PositiveSmallIntegerField(db_default=0, default=0, verbose_name='排序分'),
        ),
        migrations.RemoveIndex(model_name='resourcesearch', name='resourcesearch_newest_first'),
        migrations.AddIndex(
            model_name='resourcesearch',
            index=models.Index(fields=['-score', '-recency', '-resource'], name='resourcesearch_best_first'),
        ),
        migrations.AddIndex(
            model_name='dataresource',
            index=models.Index(models.OrderBy(django.db.models.functions.comparison.Coalesce('data_updated_on', 'issued_on', catalog.querysets.ChinaDay(models.F('created_at'))), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status__in', ('published', 'updating'))), name='dataresource_newest'),
        ),
        migrations.AddIndex(
            model_name='dataresource',
            index=models.Index(models.F('theme'), models.OrderBy(django.db.models.functions.comparison.Coalesce('data_updated_on', 'issued_on', catalog.querysets.ChinaDay(models.F('created_at'))), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status__in', ('published', 'updating'))), name='dataresource_newest_of_theme'),
        ),
        migrations.AddIndex(
            model_name='dataresource',
            index=models.Index(models.F('provider'), models.OrderBy(django.db.models.functions.comparison.Coalesce('data_updated_on', 'issued_on', catalog.querysets.ChinaDay(models.F('created_at'))), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status__in', ('published', 'updating'))), name='dataresource_newest_of_body'),
        ),
        migrations.AddIndex(
            model_name='dataresource',
            index=models.Index(fields=['-updated_at', '-id'], name='dataresource_last_changed'),
        ),
        migrations.AddIndex(
            model_name='dataresource',
            index=models.Index(fields=['status', '-updated_at', '-id'], name='dataresource_changed_by_status'),
        ),
        migrations.AddIndex(
            model_name='dataresource',
            index=models.Index(fields=['provider', '-updated_at', '-id'], name='dataresource_changed_by_body'),
        ),
        migrations.AddField(
            model_name='synonym',
            name='created_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制人'),
        ),
        migrations.AddConstraint(
            model_name='synonym',
            constraint=models.UniqueConstraint(fields=('term',), name='synonym_term_is_listed_once', violation_error_message='这个词已经在同义词表中，请修改原有的一条。'),
        ),
        migrations.AddConstraint(
            model_name='synonym',
            constraint=models.CheckConstraint(condition=models.Q(('equivalents__len__gt', 0)), name='synonym_has_an_equivalent', violation_error_message='请至少填写一个同义词。'),
        ),
    ]
