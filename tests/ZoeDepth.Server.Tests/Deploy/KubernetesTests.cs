using k8s;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace ZoeDepth.Server.Tests.Deploy;

/// <summary>The manifests as Kubernetes' own types read them, in which an unknown field is an error.</summary>
public sealed class KubernetesTests
{
    private static T Read<T>(string file) => KubernetesYaml.Deserialize<T>(DeployFiles.Read("kubernetes", file),
        strict: true);

    private static V1Deployment Deployment => Read<V1Deployment>("deployment.yaml");

    [Fact]
    public void Every_manifest_is_what_its_kind_says()
    {
        Deployment.ApiVersion.ShouldBe("apps/v1");
        Read<V1Service>("service.yaml").Kind.ShouldBe("Service");
        Read<V1PodDisruptionBudget>("disruption.yaml").Kind.ShouldBe("PodDisruptionBudget");
        Read<V1NetworkPolicy>("network.yaml").Kind.ShouldBe("NetworkPolicy");
        var list = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(
            DeployFiles.Read("kubernetes", "kustomization.yaml"));
        ((List<object>)list["resources"]).Cast<string>().Append("kustomization.yaml").ShouldBe(
            Directory.GetFiles(DeployFiles.PathOf("kubernetes")).Select(file => Path.GetFileName(file)),
            ignoreOrder: true);
    }

    [Fact]
    public void A_field_that_does_not_exist_is_found() =>
        Should.Throw<YamlException>(() => KubernetesYaml.Deserialize<V1Deployment>(
            DeployFiles.Read("kubernetes", "deployment.yaml").Replace("readOnlyRootFilesystem", "readOnlyFilesystem",
                StringComparison.Ordinal), strict: true));

    [Fact]
    public void All_parts_mean_the_same_pods_and_port()
    {
        var labels = Deployment.Spec.Template.Metadata.Labels;
        Deployment.Spec.Selector.MatchLabels.ShouldBe(labels);
        Read<V1PodDisruptionBudget>("disruption.yaml").Spec.Selector.MatchLabels.ShouldBe(labels);
        Read<V1NetworkPolicy>("network.yaml").Spec.PodSelector.MatchLabels.ShouldBe(labels);
        var service = Read<V1Service>("service.yaml").Spec;
        service.Selector.ShouldBe(labels);
        var port = Deployment.Spec.Template.Spec.Containers.Single().Ports.Single();
        port.Name.ShouldBe(service.Ports.Single().TargetPort.Value);
    }

    [Fact]
    public async Task Probes_ask_for_paths_that_answer_and_the_container_may_nothing_it_does_not_need()
    {
        var pod = Deployment.Spec.Template.Spec;
        var container = pod.Containers.Single();
        DeployFiles.ShouldServe(container.Args);
        pod.AutomountServiceAccountToken.ShouldBe(false);
        pod.SecurityContext.RunAsNonRoot.ShouldBe(true);
        pod.SecurityContext.SeccompProfile.Type.ShouldBe("RuntimeDefault");
        container.SecurityContext.ReadOnlyRootFilesystem.ShouldBe(true);
        container.SecurityContext.AllowPrivilegeEscalation.ShouldBe(false);
        container.SecurityContext.Capabilities.Drop.ShouldBe(["ALL"]);
        foreach (var name in (string[])["cpu", "memory"])
            container.Resources.Limits[name].ToDecimal()
                .ShouldBeGreaterThanOrEqualTo(container.Resources.Requests[name].ToDecimal());
        // Longer than the service itself waits for what is under way, and than the pause before.
        TimeSpan.FromSeconds(pod.TerminationGracePeriodSeconds!.Value).ShouldBeGreaterThan(new ServiceSettings
            { Address = System.Net.IPAddress.Loopback, Port = 0, Models = [] }.Drain
            + TimeSpan.FromSeconds(container.Lifecycle.PreStop.Sleep.Seconds));

        await using var service = await RunningService.StartAsync();
        foreach (var probe in (V1Probe[])[container.StartupProbe, container.ReadinessProbe, container.LivenessProbe])
            (await service.Client.GetAsync(probe.HttpGet.Path)).IsSuccessStatusCode.ShouldBeTrue(probe.HttpGet.Path);
    }
}
